"""`python app.py` opens the interviewer in the browser; options are those of `mockinterview serve`."""

from mockinterview.cli import main

if __name__ == "__main__":
    main(["serve"], prog_name="app.py")
