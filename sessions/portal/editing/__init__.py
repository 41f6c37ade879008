"""A plan or a course as a form: made from the models themselves, so that it knows every setting."""
