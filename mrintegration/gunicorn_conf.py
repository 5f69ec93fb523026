"""How gunicorn serves the product: threads, because database connections are kept per thread."""

worker_class = "gthread"
threads = 8
# Loaded before the workers start: a missing setting stops the server with its sentence instead of a worker again and
# again, and the workers share the memory of the code.
preload_app = True
# A report is made by the Celery worker; a request that takes longer than this is stuck.
timeout = 60
graceful_timeout = 20
keepalive = 5
# RequestLogMiddleware writes the access log, with route names instead of addresses that may hold a token.
accesslog = None
# Nothing uses gunicorn's remote control.
control_socket_disable = True
