# The image of web server, worker and beat. Build: docker build -t mr-integrering .
ARG PYTHON_IMAGE=python:3.13.9-slim-trixie

FROM ${PYTHON_IMAGE} AS build
WORKDIR /srv/mr-integrering
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
COPY requirements/base.txt requirements/base.txt
RUN pip install --no-cache-dir --require-hashes --requirement requirements/base.txt
COPY . .
# The settings are given for these commands only: nothing secret becomes part of the image.
RUN pybabel compile --directory locale --domain django \
 && SECRET_KEY=only-to-collect-files-while-the-image-is-built-not-kept \
    DATABASE_URL=postgresql://build@localhost/build REDIS_URL=redis://localhost/0 ALLOWED_HOSTS=localhost \
    python manage.py collectstatic --noinput --verbosity 0 \
 && python -m compileall -q .

FROM ${PYTHON_IMAGE}
# Pango and HarfBuzz draw the text of PDF files; Noto has the letters that the product's own fonts lack.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin mr \
 && install --directory --owner mr --mode 0700 /var/lib/mr-integrering /var/lib/mr-survey-keys
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/mr-integrering /srv/mr-integrering
WORKDIR /srv/mr-integrering
ENV PATH=/opt/venv/bin:$PATH HOME=/tmp PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER 10001
VOLUME /var/lib/mr-integrering
EXPOSE 8000
CMD ["gunicorn", "--config", "python:mrintegration.gunicorn_conf", "mrintegration.wsgi:application"]
