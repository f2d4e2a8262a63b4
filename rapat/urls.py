from django.urls import path

app_name = "rapat"

urlpatterns: list = []
