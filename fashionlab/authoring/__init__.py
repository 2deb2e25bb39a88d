"""Tools for those who write the course: release notebooks, calibrate thresholds."""
