"""The invented newspaper's site, on the loopback: a proxy that answers for every host with the files of source/site."""

import http.server
import sys
import urllib.parse


class Site(http.server.SimpleHTTPRequestHandler):
    def translate_path(self, path):
        return super().translate_path(urllib.parse.urlsplit(path).path)

    def log_message(self, *_):
        pass


def main():
    folder = sys.argv[1]
    handler = lambda *arguments: Site(*arguments, directory=folder)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()


main()
