"""The people of the study: what each agreed to, who withdraws, what stands for their names."""
