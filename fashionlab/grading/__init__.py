"""The grader's room: learner code runs in an isolated child, and verdicts are kept.

Nothing in the learner's room imports from here.
"""
