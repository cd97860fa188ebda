"""What is asked often: questions that are like each other, with the answer that helps."""
