"""`python -m linkedin_guard` is `lg-wizard`."""

from linkedin_guard.cli.main import main

if __name__ == "__main__":
    main()
