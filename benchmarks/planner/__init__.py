"""What a way of studying is worth on the day of the exam, simulated. `python -m benchmarks planner`."""
