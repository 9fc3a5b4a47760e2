"""Figures for Prometheus."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

REQUESTS = Counter(
    "doubledraw_requests_total", "Requests that were answered.", ("method", "route", "status")
)
SECONDS = Histogram("doubledraw_request_seconds", "Time to answer.", ("method", "route"))

PUBLIC_ANSWERS = Counter(
    "doubledraw_public_answers_total", "Public answers, made anew or kept a moment.", ("how",)
)
