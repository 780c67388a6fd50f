// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/wire/qtsocketwire.h"

#include <QNetworkProxy>
#include <QSslError>
#include <QSslSocket>
#include <QTcpSocket>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

Failure tlsFailure(const QList<QSslError> &errors, const QString &socketSays, const QString &host)
{
    Failure failure;
    failure.code = errorcode::tls;
    failure.error = QNetworkReply::SslHandshakeFailedError;
    if (errors.isEmpty()) {
        failure.text = u"TLS with "_s % host % u" failed: "_s % socketSays;
        return failure;
    }
    QStringList sentences;
    bool unknownAuthority = false;
    bool wrongHost = false;
    for (const QSslError &error : errors) {
        sentences += error.errorString();
        switch (error.error()) {
        case QSslError::SelfSignedCertificate:
        case QSslError::SelfSignedCertificateInChain:
        case QSslError::UnableToGetIssuerCertificate:
        case QSslError::UnableToGetLocalIssuerCertificate:
        case QSslError::UnableToVerifyFirstCertificate:
        case QSslError::CertificateUntrusted:
            unknownAuthority = true;
            break;
        case QSslError::HostNameMismatch:
            wrongHost = true;
            break;
        default:
            break;
        }
    }
    if (unknownAuthority)
        failure.code = errorcode::tlsUnknownAuthority;
    else if (wrongHost)
        failure.code = errorcode::tlsHostname;
    failure.text = u"The certificate of "_s % host % u" was refused: "_s % sentences.join(u"; "_s);
    return failure;
}

} // namespace

Failure socketFailure(
    QAbstractSocket::SocketError error, SocketPhase phase, const QString &target, const QString &socketSays)
{
    const bool dialling = phase == SocketPhase::Dialling;
    Failure failure;
    failure.code = errorcode::tcp;
    failure.text = (dialling ? u"Cannot connect to "_s % target % u": "_s : u"the connection broke: "_s) % socketSays;
    failure.tryNextAddress = dialling;
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        failure.code = errorcode::dialRefused;
        failure.error = QNetworkReply::ConnectionRefusedError;
        failure.text = target % u" refused the connection: nothing listens there"_s;
        break;
    case QAbstractSocket::SocketResourceError:
    case QAbstractSocket::SocketAddressNotAvailableError:
        failure.local = true;
        // Said of ::1, too, where the machine has no IPv6.
        failure.tryNextAddress = error == QAbstractSocket::SocketAddressNotAvailableError;
        failure.text = u"This machine has no descriptor, port or memory left for another connection: "_s % socketSays;
        break;
    case QAbstractSocket::UnknownSocketError:
        // Qt has a name for what the network or the other side may do to a connect(), but none for EADDRNOTAVAIL.
        if (dialling) {
            failure.local = true;
            failure.text = u"This machine cannot connect to "_s % target
                % u", most likely since it has no local port left (EADDRNOTAVAIL): "_s % socketSays;
        }
        break;
    case QAbstractSocket::SocketTimeoutError:
        if (dialling) {
            failure.code = errorcode::dialTimeout;
            failure.error = QNetworkReply::TimeoutError;
            failure.text = target % u" did not answer the attempt to connect"_s;
        }
        break;
    case QAbstractSocket::RemoteHostClosedError:
        failure.code = phase == SocketPhase::Handshaking ? errorcode::tls : errorcode::connectionReset;
        failure.error = QNetworkReply::RemoteHostClosedError;
        failure.text = phase == SocketPhase::Handshaking
            ? u"The server closed the connection during the TLS handshake"_s
            : u"the server closed the connection"_s;
        break;
    default:
        break;
    }
    return failure;
}

QtSocketWire::QtSocketWire(WireListener &listener, std::vector<char> &receiveBuffer, std::optional<Tls> tls)
    : m_listener(listener)
    , m_receiveBuffer(receiveBuffer)
    , m_tls(std::move(tls))
{
}

QtSocketWire::~QtSocketWire()
{
    shut();
}

void QtSocketWire::open(const QHostAddress &address, quint16 port)
{
    shut();
    m_taken = 0;
    m_toSend = 0;
    m_target = endpointText(address, port);
    if (m_tls) {
        if (!QSslSocket::supportsSsl()) {
            Failure failure;
            failure.code = errorcode::tls;
            failure.error = QNetworkReply::SslHandshakeFailedError;
            failure.text = u"https is not possible here: Qt finds no TLS library (it wants %1)"_s.arg(
                QSslSocket::sslLibraryBuildVersionString());
            m_listener.wireFailed(failure);
            return;
        }
        auto *secure = new QSslSocket(this);
        secure->setSslConfiguration(m_tls->configuration);
        secure->setPeerVerifyName(m_tls->host);
        if (!m_tls->verify)
            connect(secure, &QSslSocket::sslErrors, secure, [secure] { secure->ignoreSslErrors(); });
        connect(secure, &QSslSocket::encrypted, this, [this] {
            m_ready = true;
            m_listener.wireReady();
        });
        m_socket = secure;
    } else {
        m_socket = new QTcpSocket(this);
    }
    m_socket->setProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    connect(m_socket, &QTcpSocket::connected, this, &QtSocketWire::onConnected);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &QtSocketWire::onBytesTaken);
    connect(m_socket, &QTcpSocket::readyRead, this, &QtSocketWire::onReadable);
    connect(m_socket, &QTcpSocket::errorOccurred, this, &QtSocketWire::onError);
    m_socket->connectToHost(address, port);
}

void QtSocketWire::onConnected()
{
    m_connected = true;
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    const QTcpSocket *socket = m_socket;
    m_listener.wireConnected();
    if (m_socket != socket)
        return;
    if (m_tls) {
        static_cast<QSslSocket *>(m_socket)->startClientEncryption();
    } else {
        m_ready = true;
        m_listener.wireReady();
    }
}

bool QtSocketWire::isStale()
{
    // Qt knows of an end only once its event loop has seen it; bytes that it has read by itself are stray ones.
    return m_socket->state() != QAbstractSocket::ConnectedState || m_socket->bytesAvailable() > 0;
}

void QtSocketWire::send(const QByteArray &head, const QByteArray &body)
{
    m_taken = 0;
    m_toSend = head.size() + body.size();
    QTcpSocket *socket = m_socket;
    socket->write(head);
    if (m_socket == socket && !body.isEmpty())
        socket->write(body);
    if (m_socket == socket)
        socket->flush();
}

void QtSocketWire::onBytesTaken(qint64 count)
{
    if (!m_ready || m_toSend == 0)
        return;
    m_taken += count;
    if (m_taken >= m_toSend) {
        m_toSend = 0;
        m_listener.wireSent();
    }
}

void QtSocketWire::onReadable()
{
    const QTcpSocket *socket = m_socket;
    while (m_socket && m_socket == socket && m_socket->bytesAvailable() > 0) {
        const qint64 got = m_socket->read(m_receiveBuffer.data(), qint64(m_receiveBuffer.size()));
        if (got <= 0)
            return;
        m_listener.wireReceived(m_receiveBuffer.data(), got);
    }
}

void QtSocketWire::onError(QAbstractSocket::SocketError error)
{
    const QTcpSocket *socket = m_socket;
    // Qt signals the end before what came ahead of it has been read.
    if (m_ready)
        onReadable();
    if (!m_socket || m_socket != socket)
        return;
    const bool ended = error == QAbstractSocket::RemoteHostClosedError && m_ready;
    const Failure failure = failureOf(error);
    shut();
    if (ended)
        m_listener.wireClosed();
    else
        m_listener.wireFailed(failure);
}

Failure QtSocketWire::failureOf(QAbstractSocket::SocketError error) const
{
    if (error == QAbstractSocket::SslHandshakeFailedError || error == QAbstractSocket::SslInternalError
        || error == QAbstractSocket::SslInvalidUserDataError) {
        return tlsFailure(
            static_cast<QSslSocket *>(m_socket)->sslHandshakeErrors(), m_socket->errorString(), m_tls->host);
    }
    SocketPhase phase = SocketPhase::Ready;
    if (!m_connected)
        phase = SocketPhase::Dialling;
    else if (!m_ready)
        phase = SocketPhase::Handshaking;
    return socketFailure(error, phase, m_target, m_socket->errorString());
}

void QtSocketWire::shut()
{
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket->deleteLater();
    m_socket = nullptr;
    m_connected = false;
    m_ready = false;
    m_toSend = 0;
}

} // namespace doorbuster
