// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QHash>
#include <QHostAddress>
#include <QList>
#include <QPair>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <optional>

class QTcpSocket;

namespace doorbuster {

/// A request as the server got it.
struct ScriptedRequest {
    QByteArray method;
    QByteArray target; ///< path and query, still percent-encoded
    QList<QPair<QByteArray, QByteArray>> headers; ///< as sent
    QByteArray body;
    QByteArray head; ///< the raw bytes up to and including the empty line
    int connection = 0; ///< 0 for the first connection that was accepted, and so on

    [[nodiscard]] QByteArray path() const; ///< without the query
    [[nodiscard]] QByteArray header(QByteArrayView name) const; ///< the first of that name, of any case; else null
    [[nodiscard]] QString query(const QString &key) const; ///< decoded
};

/// What the server does with a request: send `bytes`, in pieces if so asked, and then maybe end the connection.
struct ScriptedAnswer {
    enum class End {
        KeepOpen,
        Close, ///< orderly, behind the last byte
        Reset, ///< with a TCP reset
    };

    QByteArray bytes; ///< exactly what goes over the wire; nothing: the server stays silent
    QList<qsizetype> splits; ///< positions in bytes at which the event loop gets a turn
    bool byteByByte = false; ///< the same at every position
    std::chrono::milliseconds delay{0}; ///< before the first byte
    End end = End::KeepOpen;

    /// Any bytes at all.
    static ScriptedAnswer raw(QByteArray bytes, End end = End::KeepOpen);
    /// A well-formed answer with its Content-Length.
    static ScriptedAnswer http(
        int status, const QByteArray &body = {}, const QList<QPair<QByteArray, QByteArray>> &headers = {});
    static ScriptedAnswer json(int status, const QByteArray &body);
    /// Never answers.
    static ScriptedAnswer silence() { return {}; }
};

/// An HTTP server for tests, on 127.0.0.1 and a free port, in the test's own thread: it works whenever the test's event
/// loop runs (QTRY_COMPARE, QSignalSpy::wait, QCoro::waitFor), and not while the test blocks otherwise.
///
///     ScriptedServer server;
///     server.onRequest([](const ScriptedRequest &r) {
///         return r.path() == "/orders/buy" ? ScriptedAnswer::json(200, R"({"queued":true})") :
///         ScriptedAnswer::http(404);
///     });
///     QNetworkRequest request(server.url(u"/orders/buy"_s));
///     …
///     QCOMPARE(server.requests().size(), 1);
///
/// With script() the n-th request, over whatever connection, gets the n-th answer; the handler of onRequest() has those
/// beyond it; without a handler they get a 404. Requests need a Content-Length if they have a body.
class ScriptedServer final : public QTcpServer {
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptedServer)

public:
    using Handler = std::function<ScriptedAnswer(const ScriptedRequest &)>;
    enum class Reception {
        Serve,
        Close, ///< end the connection before anything is read
        Reset,
        Ignore, ///< accept it, and never read from it
    };

    /// Listens at once; isListening() tells whether that worked (there may be no ::1, for one).
    explicit ScriptedServer(
        const QHostAddress &address = QHostAddress(QHostAddress::LocalHost), QObject *parent = nullptr);
    ~ScriptedServer() override;

    /// "http://127.0.0.1:PORT" + \a pathAndQuery; https after useTls().
    [[nodiscard]] QUrl url(const QString &pathAndQuery = QStringLiteral("/")) const;
    /// As url(), without the path, as a text: what a profile calls the API base.
    [[nodiscard]] QString base() const;

    void onRequest(Handler handler) { m_handler = std::move(handler); }
    void script(QList<ScriptedAnswer> answers) { m_script = std::move(answers); }
    /// What becomes of the n-th connection (from 0); Serve unless told otherwise.
    void onConnection(std::function<Reception(int)> reception) { m_reception = std::move(reception); }
    /// Answers as soon as the head of a request is there, and does not read its body.
    void answerOnHead() { m_answerOnHead = true; }
    /// Speaks TLS from the next connection on, with the PEM files \a certificate and \a key.
    void useTls(const QString &certificate, const QString &key);
    /// After useTls(): lets only clients in that show a certificate of \a authorities, a PEM file; closes on others.
    void demandClientCertificate(const QString &authorities);

    [[nodiscard]] const QList<ScriptedRequest> &requests() const { return m_requests; }
    [[nodiscard]] int connectionsAccepted() const { return m_accepted; }
    [[nodiscard]] int connectionsOpen() const { return int(m_connections.size()); }
    /// Ends all connections now, orderly or by reset.
    void closeConnections();
    void resetConnections();
    /// Sends \a bytes over every open connection, asked or not.
    void sendToAll(const QByteArray &bytes);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    struct Connection {
        int number = 0;
        QByteArray received;
        bool ended = false;
        bool sending = false; ///< the next request waits for the end of the answer before it
    };

    void serve(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const ScriptedAnswer &answer);
    void sendFrom(QTcpSocket *socket, const ScriptedAnswer &answer, qsizetype position);
    void reset(QTcpSocket *socket);
    [[nodiscard]] std::optional<ScriptedRequest> takeRequest(Connection &connection) const;

    Handler m_handler;
    QList<ScriptedAnswer> m_script;
    std::function<Reception(int)> m_reception;
    bool m_answerOnHead = false;
    std::optional<QSslConfiguration> m_tls;
    QList<ScriptedRequest> m_requests;
    QHash<QTcpSocket *, Connection> m_connections;
    int m_accepted = 0;
};

} // namespace doorbuster
