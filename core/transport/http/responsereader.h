// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <boost/beast/core/error.hpp>

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>

#include <memory>
#include <vector>

namespace doorbuster {

inline constexpr qsizetype headLimit = 64 * 1024; ///< bytes of one answer's head, and of its trailers
/// Bytes of one answer's body, packed as well as unpacked, where a request allows no more.
inline constexpr qsizetype bodyLimit = 1024 * 1024;

/// One whole HTTP/1.x answer.
struct HttpAnswer {
    int status = 0;
    QByteArray reason;
    QByteArray proto; ///< "HTTP/1.1" or "HTTP/1.0"
    QList<QPair<QByteArray, QByteArray>> headers; ///< as they came, without trailers; repeated ones are repeated
    QByteArray body; ///< unpacked; with room for 64 bytes more
    bool keepAlive = false; ///< the connection may serve another request
};

/// The headers of the last answer of one manager. A shop sends the same ones in the same order each time, so that
/// nearly all of the next answer's are shared with these instead of allocated.
struct HeaderCache {
    QList<QPair<QByteArray, QByteArray>> last;
};

/// Reads one answer after another off a connection, in whatever pieces it comes. The parser is Boost.Beast's.
class ResponseReader {
    Q_DISABLE_COPY_MOVE(ResponseReader)

public:
    enum class Status { NeedsMore, Done, Failed };

    explicit ResponseReader(HeaderCache &cache);
    ~ResponseReader();

    /// Before each answer. \a headRequest: the answer to a HEAD has no body, whatever its headers say. \a longestBody:
    /// an answer with more bytes fails.
    void begin(bool headRequest, qsizetype longestBody = bodyLimit);
    /// The next bytes. Answers of 1xx are skipped. After Done or Failed begin() comes first.
    Status feed(const char *data, qsizetype size);
    /// The connection ended: Done where that ends the answer, else Failed.
    Status feedEnd();

    [[nodiscard]] HttpAnswer takeAnswer();
    /// After Failed: what is wrong with the answer, as a sentence part without subject ("has …", "is …").
    [[nodiscard]] QString error() const;
    /// After Done: the server sent more than the answer.
    [[nodiscard]] bool hasExtraBytes() const;

private:
    class Parser;
    void put(const char *data, qsizetype size, qsizetype &used, boost::beast::error_code &error);
    Status parse(const char *data, qsizetype size, qsizetype &used);
    Status finish();
    void startParser();

    HeaderCache &m_headerCache;
    std::unique_ptr<Parser> m_parser;
    qsizetype m_longestBody = bodyLimit;
    bool m_headRequest = false;
    bool m_extraBytes = false;
    bool m_loose = false; ///< the head is a LooseHead whose end has not come
    QByteArray m_begun; ///< what the parser took of a head that is not complete
    QByteArray m_rest; ///< bytes that the parser wants to see again, with more behind them
    QString m_error; ///< of the last answer that failed
};

} // namespace doorbuster
