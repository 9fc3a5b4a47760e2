"""What faults and notices say, in Chinese and in English."""
