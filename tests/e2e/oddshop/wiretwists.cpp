// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "twist.h"

#include <zlib.h>

#include <algorithm>

namespace doorbuster {

namespace {

using Header = QPair<QByteArray, QByteArray>;

/// Of the buyer's own making, so that a server would know whose session it is.
QByteArray sessionOf(const QByteArray &email)
{
    return QByteArray::number(qHash(email, 7), 16);
}

void setCookies(const OddCall &call, OddReply &reply)
{
    const QByteArray sent = call.request.header("Cookie");
    if (call.value == "many") {
        for (int i = 0; i < 50; ++i) {
            const QByteArray name = 'c' + QByteArray::number(++call.memory["cookies"]);
            reply.addHeader("Set-Cookie", name + '=' + QByteArray(200, 'v') + "; Path=/");
        }
        return;
    }
    if (call.value == "session") {
        if (call.email.isEmpty() || isList(call.name))
            return;
        const bool foreign = sent.contains("sess=") && !sent.contains(QByteArray("sess=" + sessionOf(call.email)));
        call.memory["foreign sessions"] += foreign;
        if (call.name == ServedRequest::Buy)
            reply.addHeader("Set-Cookie", "sess=" + sessionOf(call.email) + "; Path=/; HttpOnly");
        return;
    }
    // "del": set where there is none, and taken back with the next answer.
    if (!sent.contains("sid=")) {
        reply.addHeader("Set-Cookie", "sid=1; Path=/; HttpOnly; Expires=Wed, 21 Oct 2099 07:28:00 GMT");
        return;
    }
    call.memory["deleted cookies"] += sent.contains("sid=gone");
    reply.addHeader("Set-Cookie", "sid=gone; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
}

QByteArray gzipped(const QByteArray &plain)
{
    z_stream stream{};
    constexpr int gzipWindow = 15 + 16;
    deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY);
    QByteArray packed(qsizetype(deflateBound(&stream, uLong(plain.size()))), Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(plain.data()));
    stream.avail_in = uInt(plain.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = uInt(packed.size());
    deflate(&stream, Z_FINISH);
    packed.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

void compress(const OddCall &call, OddReply &reply)
{
    if (reply.body.isEmpty() || (call.value == "asked" && !call.request.header("Accept-Encoding").contains("gzip")))
        return;
    reply.body = gzipped(reply.body);
    reply.addHeader("Content-Encoding", call.value == "upper" ? "GZIP" : "gzip");
}

void closeEvery(const OddCall &call, OddReply &reply)
{
    if (++call.memory["answers"] % std::max(1, call.value.toInt()) != 0)
        return;
    reply.closes = true;
    reply.addHeader("Connection", "close");
}

using enum TwistNature;

constexpr Twist table[] = {
    {"noreason", "nosp|sp", Odd, "a status line without a reason, and without the blank before it", nullptr,
        [](const OddCall &call, OddReply &reply) {
            reply.statusLine = "HTTP/1.1 " + QByteArray::number(reply.status) + (call.value == "sp" ? " " : "");
        }},
    {"utf8reason", nullptr, Odd, "a reason that is not ASCII", nullptr,
        [](const OddCall &, OddReply &reply) {
            reply.statusLine =
                "HTTP/1.1 " + QByteArray::number(reply.status) + " \xd0\x94\xd0\xbe\xd0\xb1\xd1\x80\xd0\xb5";
        }},
    {"lf", nullptr, Odd, "lines that end in LF alone", nullptr,
        [](const OddCall &, OddReply &reply) { reply.lineEnd = "\n"; }},
    {"nospace", nullptr, Odd, "headers without a blank behind the colon", nullptr,
        [](const OddCall &, OddReply &reply) { reply.colon = ":"; }},
    {"lowercase", nullptr, Odd, "header names in lower case", nullptr,
        [](const OddCall &, OddReply &reply) { reply.lowerCase = true; }},
    {"chunked", nullptr, Odd, "bodies in chunks of 7 bytes", nullptr,
        [](const OddCall &, OddReply &reply) { reply.chunked = true; }},
    {"gzip", "always|asked|upper", Odd, "bodies that are compressed", nullptr, compress},
    {"bytewise", nullptr, Odd, "answers that come byte by byte", nullptr,
        [](const OddCall &, OddReply &reply) { reply.byteWise = true; }},
    {"closeafter", "1|3", Odd, "every so many-th answer closes its connection, and says so", nullptr, closeEvery},
    {"rudeclose", "5|20", Odd, "every so many-th answer closes its connection unsaid", nullptr,
        [](const OddCall &call, OddReply &reply) {
            reply.closes = reply.closes || ++call.memory["answers"] % std::max(1, call.value.toInt()) == 0;
        }},
    {"hints", nullptr, Odd, "103 and 100 before each answer", nullptr,
        [](const OddCall &, OddReply &reply) {
            reply.interim =
                "HTTP/1.1 103 Early Hints\r\nLink: </s.css>; rel=preload\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n";
        }},
    {"manyheaders", "50|90", Odd, "so many headers more", nullptr,
        [](const OddCall &call, OddReply &reply) {
            for (int i = 0; i < call.value.toInt(); ++i)
                reply.addHeader("X-H" + QByteArray::number(i), QByteArray(100, 'v'));
        }},
    {"cookies", "del|many|session", Odd, "cookies that are deleted, 50 an answer, or a session for each buyer", nullptr,
        setCookies},
    {"date", "3600|-3600|2", Odd, "a Date header so many seconds ahead of the shop's clock", nullptr,
        [](const OddCall &call, OddReply &reply) { reply.dateLead = std::chrono::seconds(call.value.toInt()); }},
    {"nodate", nullptr, Odd, "no Date header", nullptr,
        [](const OddCall &, OddReply &reply) { reply.hasDate = false; }},
    // The shop reads these itself: the whole of it is meant, not an answer.
    {"clock", "3600|-3600|0.4", Closed, "the shop's clock is so many seconds ahead", nullptr, nullptr},
    {"seed", "1|2|3", Odd, "other ids", nullptr, nullptr},
    {"holds", "20|5|200", Odd, "holds granted a second; default 50", nullptr, nullptr},
    {"ttl", "900|2|1", Odd, "seconds that a hold lives", nullptr, nullptr},
    {"defect", nullptr, Wrong, "a defect of the practice shop", nullptr, nullptr},
};

} // namespace

std::span<const Twist> wireTwists()
{
    return table;
}

} // namespace doorbuster
