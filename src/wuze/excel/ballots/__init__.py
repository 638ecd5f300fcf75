"""测评: papers to vote on, sheets to count on, and the summary that reads back as 票数."""
