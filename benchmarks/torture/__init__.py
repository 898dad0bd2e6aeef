"""Programs that try what ordinary tests are too short for."""
