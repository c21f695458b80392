"""`foyer doctor`: what a support call needs to know about this desk, without secrets and personal data."""

from app.doctor.doctor import Installation, examined
from app.doctor.report import Report

__all__ = ["Installation", "Report", "examined"]
