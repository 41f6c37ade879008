"""What recordings and logs say: plain functions of arrays, the same live and read back.

Arrays and the standard library only. Where a number is a convention and not a fact, the function
that computes it says whose convention it is; ``docs/outcomes.md`` lists them all.
"""
