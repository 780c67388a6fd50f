// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

// Any bytes as what a server sends. The first byte of an input says how it is used, the second seeds the sizes of the
// pieces it comes in, the rest is the server's:
//   'h'  the answer to a HEAD request
//   'd' 'z'  the rest is a body, packed by deflate or gzip (whatever it is)
//   'p'  the rest is a body that is packed first, then damaged or cut off at places that the second byte seeds
//   any other: answers to GET requests, one behind the other

#include "core/transport/http/bodydecoder.h"
#include "core/transport/http/responsereader.h"
#include "tests/fuzz/require.h"

#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <random>

using namespace doorbuster;

namespace {

using Status = ResponseReader::Status;

struct Reading {
    Status status = Status::NeedsMore;
    HttpAnswer answer;
    qsizetype used = 0; ///< at least so much of the input belongs to it
};

/// One answer off the input, which comes in pieces of random sizes (whole where there is no random).
Reading readAnswer(ResponseReader &reader, const QByteArray &input, bool head, std::minstd_rand *random)
{
    Reading reading;
    reader.begin(head);
    while (reading.status == Status::NeedsMore && reading.used < input.size()) {
        const qsizetype left = input.size() - reading.used;
        const qsizetype size = random ? std::min<qsizetype>(left, 1 + qsizetype((*random)() % 40)) : left;
        const QByteArray piece(input.constData() + reading.used, size);
        reading.status = reader.feed(piece.constData(), piece.size());
        reading.used += size;
    }
    if (reading.status == Status::NeedsMore)
        reading.status = reader.feedEnd();
    require(reading.status != Status::NeedsMore, "an answer is over when the connection is");
    require((reading.status == Status::Failed) == !reader.error().isEmpty(), "a failure, and only that, has its words");
    if (reading.status == Status::Done)
        reading.answer = reader.takeAnswer();
    return reading;
}

void checkAnswer(const HttpAnswer &answer)
{
    require(answer.status >= 200 && answer.status <= 999, "a status is one of an answer");
    require(answer.proto == "HTTP/1.1" || answer.proto == "HTTP/1.0", "the protocol is known");
    require(answer.body.size() <= bodyLimit, "no body is beyond the limit");
    qsizetype head = 0;
    for (const auto &[name, value] : answer.headers) {
        require(!name.isEmpty(), "a header has a name");
        require(!name.contains('\n') && !value.contains('\n') && !value.contains('\0'), "a header is one line");
        head += name.size() + value.size();
    }
    require(head <= headLimit, "no head is beyond the limit");
}

void readAnswers(const QByteArray &input, bool head, unsigned seed)
{
    HeaderCache cache;
    ResponseReader whole(cache);
    ResponseReader pieces(cache);
    std::minstd_rand random(seed + 1);
    const Reading asOne = readAnswer(whole, input, head, nullptr);
    const Reading asMany = readAnswer(pieces, input, head, &random);
    require(asOne.status == asMany.status, "the pieces in which an answer comes do not matter");
    if (asOne.status != Status::Done)
        return;
    checkAnswer(asOne.answer);
    require(asOne.answer.status == asMany.answer.status && asOne.answer.body == asMany.answer.body
            && asOne.answer.headers == asMany.answer.headers && asOne.answer.reason == asMany.answer.reason,
        "the pieces in which an answer comes do not change it");
    // The connection goes on with what is left, if anything.
    QByteArray rest = input.sliced(asMany.used);
    while (!rest.isEmpty()) {
        const Reading next = readAnswer(pieces, rest, head, &random);
        if (next.status != Status::Done)
            break;
        checkAnswer(next.answer);
        rest = rest.sliced(next.used);
    }
}

void decode(const QByteArray &packed, const QByteArray &encoding)
{
    constexpr qsizetype limit = 100'000;
    const DecodedBody decoded = decodeBody(packed, encoding, limit);
    require(decoded.body.size() <= limit, "nothing unpacks beyond the limit");
    require(decoded.error.isEmpty() || decoded.body.isEmpty(), "there is a body or an error");
}

QByteArray pack(const QByteArray &plain)
{
    QByteArray packed(qsizetype(compressBound(uLong(plain.size()))), '\0');
    uLongf size = uLongf(packed.size());
    require(compress(reinterpret_cast<Bytef *>(packed.data()), &size,
                reinterpret_cast<const Bytef *>(plain.constData()), uLong(plain.size()))
            == Z_OK,
        "anything can be packed");
    packed.resize(qsizetype(size));
    return packed;
}

void damage(const QByteArray &plain, unsigned seed)
{
    QByteArray packed = pack(plain);
    const DecodedBody whole = decodeBody(packed, "deflate", bodyLimit);
    require(whole.error.isEmpty() && whole.body == plain, "what was packed unpacks to itself");
    std::minstd_rand random(seed + 1);
    const QByteArray cut = packed.first(qsizetype(random() % quint32(packed.size())));
    require(cut.isEmpty() || !decodeBody(cut, "deflate", bodyLimit).error.isEmpty(), "what is cut off is refused");
    packed[qsizetype(random() % quint32(packed.size()))] = char(random() % 256);
    decode(packed, "deflate");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const QByteArray input(reinterpret_cast<const char *>(data) + 2, qsizetype(size) - 2);
    switch (data[0]) {
    case 'd':
        decode(input, "deflate");
        break;
    case 'z':
        decode(input, "gzip");
        break;
    case 'p':
        damage(input, data[1]);
        break;
    default:
        readAnswers(input, data[0] == 'h', data[1]);
    }
    return 0;
}
