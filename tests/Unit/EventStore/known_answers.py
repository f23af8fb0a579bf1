"""Computes the vectors of Encryption_known_answers.cs with another program than the one under test: python3-cryptography."""
import base64
import struct
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

TENANT, STREAM, VERSION, OWNER = "project-a", "00112233-4455-6677-8899-aabbccddeeff", "7", "accused:1"
BODY_KEY_ID, DATA_KEY_ID = "11111111-2222-3333-4444-555555555555", "66666666-7777-8888-9999-aaaaaaaaaaaa"
MASTER, BODY, DATA = bytes(range(32)), bytes(range(32, 64)), bytes(range(64, 96))


def associated(*fields):
    return b"".join(struct.pack(">I", len(f.encode())) + f.encode() for f in fields)


def seal(key, nonce, plain, *fields):
    return nonce + AESGCM(key).encrypt(nonce, plain, associated(*fields))


digest = hashes.Hash(hashes.SHA256())
digest.update(b"coc master key" + MASTER)
print("Master     ", digest.finalize()[:8].hex())
print("WrappedBody", seal(MASTER, b"\x01" * 12, BODY, "body key 1", TENANT, BODY_KEY_ID).hex())
print("WrappedData", seal(BODY, b"\x02" * 12, DATA, "data key 1", TENANT, STREAM, OWNER, DATA_KEY_ID).hex())
for path in ("/text", "/people/1/name"):
    block = seal(DATA, b"\x03" * 12, '"Zoë wrote \\"this\\" ✓"'.encode(), TENANT, STREAM, VERSION, path)
    print(path, f"enc:1:{DATA_KEY_ID.replace('-', '')}:{base64.b64encode(block).decode()}")
