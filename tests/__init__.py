"""Tests mirror the packages; `browser/` drives a real Chromium."""
