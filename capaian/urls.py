from django.urls import path

app_name = "capaian"

urlpatterns: list = []
