"""Messages from people to chosen colleagues: a slip, a question, a deed worth telling, a remark."""
