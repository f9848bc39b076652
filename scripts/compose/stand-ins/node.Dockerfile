FROM e-surety-stand-in/debian
COPY ca.crt /etc/ssl/certs/ca-certificates.crt
COPY npm /usr/local/lib/node_modules/npm
COPY node /usr/local/bin/node
COPY npmrc /usr/local/etc/npmrc
ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx \
 && groupadd --gid 1000 node && useradd --uid 1000 --gid node --create-home node
CMD ["node"]
