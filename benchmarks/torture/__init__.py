"""What talkgraph must survive, tried many times over."""
