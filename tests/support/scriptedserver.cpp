// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/scriptedserver.h"

#include <QFile>
#include <QPointer>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpSocket>
#include <QTimer>
#include <QUrlQuery>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 409:
        return "Conflict";
    case 503:
        return "Service Unavailable";
    default:
        return "Status";
    }
}

} // namespace

QByteArray ScriptedRequest::path() const
{
    return target.split('?').constFirst();
}

QByteArray ScriptedRequest::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QString ScriptedRequest::query(const QString &key) const
{
    return QUrlQuery(QUrl::fromEncoded(target)).queryItemValue(key, QUrl::FullyDecoded);
}

ScriptedAnswer ScriptedAnswer::raw(QByteArray bytes, End end)
{
    ScriptedAnswer answer;
    answer.bytes = std::move(bytes);
    answer.end = end;
    return answer;
}

ScriptedAnswer ScriptedAnswer::http(
    int status, const QByteArray &body, const QList<QPair<QByteArray, QByteArray>> &headers)
{
    QByteArray bytes = "HTTP/1.1 " % QByteArray::number(status) % ' ' % reasonOf(status) % "\r\n";
    for (const auto &[key, value] : headers)
        bytes += key % ": " % value % "\r\n";
    if (status != 204 && status != 304)
        bytes += "Content-Length: " % QByteArray::number(body.size()) % "\r\n";
    bytes += "\r\n" % body;
    return raw(bytes);
}

ScriptedAnswer ScriptedAnswer::json(int status, const QByteArray &body)
{
    return http(status, body, {{"Content-Type", "application/json; charset=utf-8"}});
}

ScriptedServer::ScriptedServer(const QHostAddress &address, QObject *parent)
    : QTcpServer(parent)
{
    setListenBacklogSize(4096);
    listen(address, 0);
}

ScriptedServer::~ScriptedServer()
{
    for (QTcpSocket *socket : m_connections.keys()) {
        socket->disconnect(this);
        delete socket;
    }
}

QString ScriptedServer::base() const
{
    const QString host = serverAddress().protocol() == QAbstractSocket::IPv6Protocol
        ? QString(u'[' % serverAddress().toString() % u']')
        : serverAddress().toString();
    return (m_tls ? u"https://"_s : u"http://"_s) % host % u':' % QString::number(serverPort());
}

QUrl ScriptedServer::url(const QString &pathAndQuery) const
{
    return QUrl(QString(base() % pathAndQuery));
}

void ScriptedServer::useTls(const QString &certificate, const QString &key)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    QFile keyFile(key);
    if (!keyFile.open(QIODevice::ReadOnly))
        qFatal("Cannot read %s", qPrintable(key));
    tls.setPrivateKey(QSslKey(&keyFile, QSsl::Rsa));
    tls.setLocalCertificateChain(QSslCertificate::fromPath(certificate));
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    m_tls = tls;
}

void ScriptedServer::demandClientCertificate(const QString &authorities)
{
    m_tls->setCaCertificates(QSslCertificate::fromPath(authorities));
    m_tls->setPeerVerifyMode(QSslSocket::VerifyPeer);
}

void ScriptedServer::incomingConnection(qintptr descriptor)
{
    QTcpSocket *socket = nullptr;
    QSslSocket *secure = nullptr;
    if (m_tls) {
        socket = secure = new QSslSocket(this);
        secure->setSslConfiguration(*m_tls);
    } else {
        socket = new QTcpSocket(this);
    }
    const int number = m_accepted++;
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        return;
    }
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_connections[socket].number = number;
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
        m_connections.remove(socket);
        socket->deleteLater();
    });
    switch (m_reception ? m_reception(number) : Reception::Serve) {
    case Reception::Serve:
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { serve(socket); });
        break;
    case Reception::Close:
        socket->disconnectFromHost();
        return;
    case Reception::Reset:
        reset(socket);
        return;
    case Reception::Ignore:
        socket->setReadBufferSize(1);
        return;
    }
    if (secure)
        secure->startServerEncryption();
    else if (socket->bytesAvailable() > 0)
        serve(socket);
}

std::optional<ScriptedRequest> ScriptedServer::takeRequest(Connection &connection) const
{
    const qsizetype headEnd = connection.received.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return std::nullopt;
    ScriptedRequest request;
    request.connection = connection.number;
    request.head = connection.received.left(headEnd + 4);
    const QList<QByteArray> lines = request.head.left(headEnd).split('\n');
    const QList<QByteArray> first = lines.first().trimmed().split(' ');
    request.method = first.value(0);
    request.target = first.value(1);
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.append({line.left(colon), line.mid(colon + 1).trimmed()});
    }
    const qsizetype length = m_answerOnHead ? 0 : request.header("Content-Length").toLongLong();
    if (connection.received.size() < headEnd + 4 + length)
        return std::nullopt;
    request.body = connection.received.mid(headEnd + 4, length);
    connection.received.remove(0, headEnd + 4 + length);
    return request;
}

void ScriptedServer::serve(QTcpSocket *socket)
{
    auto found = m_connections.find(socket);
    if (found == m_connections.end() || found->ended)
        return;
    found->received += socket->readAll();
    if (found->sending)
        return;
    const std::optional<ScriptedRequest> request = takeRequest(*found);
    if (!request)
        return;
    found->sending = true;
    m_requests.append(*request);
    const qsizetype number = m_requests.size() - 1;
    ScriptedAnswer reaction;
    if (number < m_script.size())
        reaction = m_script.at(number);
    else if (m_handler)
        reaction = m_handler(*request);
    else
        reaction = ScriptedAnswer::http(404);
    answer(socket, reaction);
}

void ScriptedServer::answer(QTcpSocket *socket, const ScriptedAnswer &answer)
{
    if (answer.delay.count() == 0) {
        sendFrom(socket, answer, 0);
        return;
    }
    QTimer::singleShot(answer.delay, socket, [this, socket, answer] { sendFrom(socket, answer, 0); });
}

void ScriptedServer::sendFrom(QTcpSocket *socket, const ScriptedAnswer &answer, qsizetype position)
{
    if (!m_connections.contains(socket))
        return;
    qsizetype end = answer.bytes.size();
    if (answer.byteByByte) {
        end = std::min(end, position + 1);
    } else {
        for (const qsizetype split : answer.splits) {
            if (split > position)
                end = std::min(end, split);
        }
    }
    socket->write(answer.bytes.mid(position, end - position));
    socket->flush();
    if (!m_connections.contains(socket))
        return;
    if (end < answer.bytes.size()) {
        QTimer::singleShot(0, socket, [this, socket, answer, end] { sendFrom(socket, answer, end); });
        return;
    }
    Connection &connection = m_connections[socket];
    connection.sending = false;
    switch (answer.end) {
    case ScriptedAnswer::End::KeepOpen:
        if (!connection.received.isEmpty())
            serve(socket);
        break;
    case ScriptedAnswer::End::Close:
        connection.ended = true;
        socket->disconnectFromHost();
        break;
    case ScriptedAnswer::End::Reset:
        connection.ended = true;
        // Behind the bytes before it: a reset may overtake what the peer has not read yet.
        QTimer::singleShot(0, socket, [this, socket] { reset(socket); });
        break;
    }
}

void ScriptedServer::reset(QTcpSocket *socket)
{
#ifdef Q_OS_UNIX
    const linger atOnce{1, 0};
    ::setsockopt(int(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
#endif
    socket->abort();
}

void ScriptedServer::closeConnections()
{
    for (QTcpSocket *socket : m_connections.keys())
        socket->disconnectFromHost();
}

void ScriptedServer::resetConnections()
{
    for (QTcpSocket *socket : m_connections.keys())
        reset(socket);
}

void ScriptedServer::sendToAll(const QByteArray &bytes)
{
    for (QTcpSocket *socket : m_connections.keys()) {
        socket->write(bytes);
        socket->flush();
    }
}

} // namespace doorbuster
