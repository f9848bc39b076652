FROM e-surety-stand-in/node
RUN npm install --global --no-fund --no-audit maildev@2.2.1
USER node
HEALTHCHECK --interval=10s --timeout=3s CMD ["node", "-e", "fetch('http://127.0.0.1:1080/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["maildev"]
