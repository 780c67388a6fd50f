// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/http/responsereader.h"

#include "core/transport/http/bodydecoder.h"
#include "core/transport/http/loosehead.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/field.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace http = boost::beast::http;
using boost::beast::string_view;
using BeastError = boost::beast::error_code;

namespace {

constexpr qsizetype spareBytes = 64;

QByteArrayView viewOf(string_view text)
{
    return {text.data(), qsizetype(text.size())};
}
QByteArray bytesOf(string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

bool hasBareLineFeed(QByteArrayView text)
{
    for (qsizetype at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
        if (at == 0 || text[at - 1] != '\r')
            return true;
    }
    return false;
}

/// An alert or a handshake of TLS 1.x: what a TLS server says to plain HTTP.
bool looksLikeTls(QByteArrayView text)
{
    return text.size() >= 3 && (text[0] == 0x15 || text[0] == 0x16) && text[1] == 0x03 && text[2] <= 0x04;
}

QString sentenceFor(const BeastError &error, qsizetype longestBody)
{
    if (error == http::error::header_limit)
        return u"has a head of more than %1 KiB"_s.arg(headLimit / 1024);
    if (error == http::error::body_limit)
        return u"has a body of more than %1 KiB"_s.arg(longestBody / 1024);
    if (error == http::error::bad_content_length)
        return u"has a wrong or contradictory Content-Length"_s;
    if (error == http::error::bad_transfer_encoding)
        return u"has an unknown or contradictory Transfer-Encoding"_s;
    if (error == http::error::bad_chunk || error == http::error::bad_chunk_extension)
        return u"has a damaged chunk"_s;
    if (error == http::error::partial_message)
        return u"ended before it was complete"_s;
    return u"is no proper HTTP: %1"_s.arg(QString::fromStdString(error.message()));
}

} // namespace

/// Beast's own message type would copy every field into a node of its own; this takes them as Qt wants them.
class ResponseReader::Parser final : public http::basic_parser<false> {
public:
    Parser(const HeaderCache &cache, bool headRequest, qsizetype longestBody)
        : m_last(cache.last)
        , m_longestBody(longestBody)
    {
        header_limit(std::uint32_t(headLimit));
        body_limit(std::uint64_t(longestBody));
        eager(true);
        if (headRequest)
            skip(true);
    }

    HttpAnswer answer;
    QByteArray encoding;

private:
    void on_request_impl(http::verb, string_view, string_view, int, BeastError &) override { }

    void on_response_impl(int code, string_view reason, int version, BeastError &error) override
    {
        // RFC 9110, 15: the first digit is 1 at least. Later, 000 could not be distinguished from no answer at all.
        if (code < 100)
            error = http::error::bad_status;
        answer.status = code;
        // Its common forms cost nothing.
        answer.reason = reason == "OK" ? QByteArrayLiteral("OK") : bytesOf(reason);
        answer.proto = version >= 11 ? QByteArrayLiteral("HTTP/1.1") : QByteArrayLiteral("HTTP/1.0");
    }

    void on_field_impl(http::field field, string_view name, string_view value, BeastError &error) override
    {
        if (m_headDone)
            return; // a trailer
        if (field == http::field::transfer_encoding && !boost::beast::iequals(value, "chunked"))
            error = http::error::bad_transfer_encoding;
        if (field == http::field::content_encoding)
            encoding += encoding.isEmpty() ? bytesOf(value) : ',' % bytesOf(value);
        QPair<QByteArray, QByteArray> header;
        const qsizetype index = m_same + answer.headers.size();
        if (index < m_last.size()) {
            const auto &known = m_last.at(index);
            if (known.first == viewOf(name))
                header.first = known.first;
            if (known.second == viewOf(value))
                header.second = known.second;
            if (answer.headers.isEmpty() && !header.first.isNull() && !header.second.isNull()) {
                ++m_same;
                return;
            }
        }
        if (m_same > 0) {
            answer.headers = m_last.first(m_same);
            m_same = 0;
        }
        if (header.first.isEmpty())
            header.first = bytesOf(name);
        if (header.second.isEmpty())
            header.second = bytesOf(value);
        answer.headers.append(std::move(header));
    }

    void on_header_impl(BeastError &) override
    {
        m_headDone = true;
        if (m_same > 0)
            answer.headers = m_same == m_last.size() ? m_last : m_last.first(m_same);
    }

    void on_body_init_impl(const boost::optional<std::uint64_t> &length, BeastError &) override
    {
        // An announced length is believed only as far as bytes come.
        if (length)
            answer.body.reserve(qsizetype(std::min<std::uint64_t>(*length, 64 * 1024)) + spareBytes);
    }

    std::size_t on_body_impl(string_view body, BeastError &error) override { return take(body, error); }

    void on_chunk_header_impl(std::uint64_t, string_view, BeastError &) override { }

    std::size_t on_chunk_body_impl(std::uint64_t, string_view body, BeastError &error) override
    {
        return take(body, error);
    }

    void on_finish_impl(BeastError &) override { }

    std::size_t take(string_view body, BeastError &error)
    {
        if (answer.body.size() + qsizetype(body.size()) > m_longestBody) {
            error = http::error::body_limit;
            return 0;
        }
        answer.body.append(body.data(), qsizetype(body.size()));
        return body.size();
    }

    const QList<QPair<QByteArray, QByteArray>> m_last; ///< of the last answer; shared, not copied
    const qsizetype m_longestBody;
    qsizetype m_same = 0; ///< so many headers are the same; while all are, there is no list of them
    bool m_headDone = false;
};

ResponseReader::ResponseReader(HeaderCache &cache)
    : m_headerCache(cache)
{
}

ResponseReader::~ResponseReader() = default;

void ResponseReader::begin(bool headRequest, qsizetype longestBody)
{
    m_headRequest = headRequest;
    m_longestBody = longestBody;
    m_extraBytes = false;
    m_loose = false;
    if (!m_rest.isEmpty())
        m_rest = QByteArray();
    if (!m_begun.isEmpty())
        m_begun = QByteArray();
    // Made with the first bytes: thousands of requests that wait for their answers need no parser yet.
    m_parser.reset();
}

void ResponseReader::put(const char *data, qsizetype size, qsizetype &used, BeastError &error)
{
    while (used < size && !m_parser->is_done() && !error)
        used += qsizetype(m_parser->put(boost::asio::const_buffer(data + used, std::size_t(size - used)), error));
}

void ResponseReader::startParser()
{
    m_parser = std::make_unique<Parser>(m_headerCache, m_headRequest, m_longestBody);
}

ResponseReader::Status ResponseReader::parse(const char *data, qsizetype size, qsizetype &used)
{
    used = 0;
    for (;;) {
        const qsizetype begin = used;
        BeastError error;
        if (!m_loose)
            put(data, size, used, error);
        const QByteArrayView came(data + begin, size - begin);
        const bool refused = error && error != http::error::need_more;
        // The parser waits for the end of a head as the RFC has it before it looks at more lines.
        if (m_loose || (!m_parser->is_header_done() && (refused || hasBareLineFeed(came)))) {
            const QByteArray input = m_begun + came.toByteArray();
            const LooseHead head = readLooseHead(input);
            m_loose = head.state == LooseHead::State::Incomplete;
            if (m_loose && input.size() <= headLimit) {
                used = begin;
                return Status::NeedsMore;
            }
            if (m_loose)
                error = http::error::header_limit;
            if (head.state == LooseHead::State::Complete) {
                startParser();
                error = {};
                qsizetype read = 0;
                put(head.bytes.constData(), head.bytes.size(), read, error);
                used = begin + head.size - m_begun.size();
                m_begun.clear();
                if (!error || error == http::error::need_more) {
                    error = {};
                    put(data, size, used, error);
                }
            }
        }
        if (error && error != http::error::need_more) {
            m_error = looksLikeTls(came) ? u"is TLS and no HTTP: the address wants https://"_s
                                         : sentenceFor(error, m_longestBody);
            return Status::Failed;
        }
        if (!m_parser->is_done()) {
            if (!m_parser->is_header_done())
                m_begun.append(data + begin, used - begin);
            return Status::NeedsMore;
        }
        if (m_parser->answer.status == 101) {
            m_error = u"switches to another protocol, which nobody asked for"_s;
            return Status::Failed;
        }
        if (m_parser->answer.status / 100 != 1) {
            m_extraBytes = used < size;
            return finish();
        }
        m_begun.clear();
        startParser();
    }
}

ResponseReader::Status ResponseReader::feed(const char *data, qsizetype size)
{
    if (!m_parser)
        startParser();
    qsizetype used = 0;
    if (m_rest.isEmpty()) {
        const Status status = parse(data, size, used);
        if (status == Status::NeedsMore)
            m_rest = QByteArray(data + used, size - used);
        return status;
    }
    m_rest.append(data, size);
    const Status status = parse(m_rest.constData(), m_rest.size(), used);
    if (status != Status::NeedsMore) {
        m_rest = QByteArray();
        return status;
    }
    m_rest.remove(0, used);
    // Chunk heads and trailers are outside of what the parser limits.
    if (m_rest.size() > headLimit) {
        m_error = u"has a chunk head or trailers of more than %1 KiB"_s.arg(headLimit / 1024);
        return Status::Failed;
    }
    return status;
}

ResponseReader::Status ResponseReader::feedEnd()
{
    BeastError error;
    if (m_parser && m_parser->got_some() && m_rest.isEmpty())
        m_parser->put_eof(error);
    else
        error = http::error::partial_message;
    if (error) {
        m_error = sentenceFor(error, m_longestBody);
        return Status::Failed;
    }
    return finish();
}

ResponseReader::Status ResponseReader::finish()
{
    HttpAnswer &answer = m_parser->answer;
    answer.keepAlive = m_parser->keep_alive() && !m_extraBytes;
    m_headerCache.last = answer.headers;
    if (m_parser->encoding.isEmpty())
        return Status::Done;
    DecodedBody decoded = decodeBody(answer.body, m_parser->encoding, m_longestBody);
    if (!decoded.error.isEmpty()) {
        m_error = decoded.error;
        return Status::Failed;
    }
    answer.body = std::move(decoded.body);
    // They describe what came, not what is handed on.
    answer.headers.removeIf([](const QPair<QByteArray, QByteArray> &header) {
        return header.first.compare("Content-Encoding", Qt::CaseInsensitive) == 0
            || header.first.compare("Content-Length", Qt::CaseInsensitive) == 0;
    });
    return Status::Done;
}

HttpAnswer ResponseReader::takeAnswer()
{
    HttpAnswer answer = std::move(m_parser->answer);
    m_parser.reset();
    return answer;
}

QString ResponseReader::error() const
{
    return m_error;
}

bool ResponseReader::hasExtraBytes() const
{
    return m_extraBytes;
}

} // namespace doorbuster
