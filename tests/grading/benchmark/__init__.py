"""What `make bench-grading` is made of: a class with known marks, three graders, their cost."""
