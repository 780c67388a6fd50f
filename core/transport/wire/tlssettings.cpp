// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/wire/tlssettings.h"

#include "core/transport/manager/transportoptions.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

QByteArray contentsOf(const QString &name, QString &problem)
{
    QFile file(name);
    if (file.open(QIODevice::ReadOnly))
        return file.readAll();
    problem = u"Cannot read %1: %2"_s.arg(name, file.errorString());
    return {};
}

QSslKey readKey(const QByteArray &pem, const QByteArray &password)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        const QSslKey key(pem, algorithm, QSsl::Pem, QSsl::PrivateKey, password);
        if (!key.isNull())
            return key;
    }
    return {};
}

/// Why the client certificate cannot be shown; empty if all is well.
QString addClientCertificate(QSslConfiguration &configuration, const TransportOptions &options)
{
    if (options.clientCert.isEmpty())
        return options.clientKey.isEmpty() ? QString() : u"target.clientKey needs a target.clientCert"_s;
    QString problem;
    const QByteArray certificatePem = contentsOf(options.clientCert, problem);
    const QString &keyFile = options.clientKey.isEmpty() ? options.clientCert : options.clientKey;
    const QByteArray keyPem = contentsOf(keyFile, problem);
    if (!problem.isEmpty())
        return problem;
    const QList<QSslCertificate> chain = QSslCertificate::fromData(certificatePem, QSsl::Pem);
    if (chain.isEmpty())
        return u"There is no PEM certificate in %1 (target.clientCert)"_s.arg(options.clientCert);
    const QSslKey key = readKey(keyPem, options.clientKeyPassword.toUtf8());
    if (key.isNull()) {
        const bool encrypted = keyPem.contains("ENCRYPTED");
        return encrypted
            ? u"The key in %1 is encrypted, and DOORBUSTER_CLIENT_KEY_PASSWORD does not open it"_s.arg(keyFile)
            : u"There is no PEM key that can be used in %1 (target.clientKey)"_s.arg(keyFile);
    }
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    return {};
}

} // namespace

QString clientCertificateHint(const QString &failure, bool hasClientCertificate)
{
    if (hasClientCertificate) {
        const bool refused = failure.contains(u"alert"_s);
        return refused ? u" (the server may have refused the client certificate of target.clientCert)"_s : QString();
    }
    if (failure.contains(u"certificate required"_s))
        return u". It asks for a client certificate: set target.clientCert and target.clientKey"_s;
    const bool maybe = failure.contains(u"alert"_s) || failure.contains(u"closed"_s);
    return maybe ? u" (where the server asks for a client certificate, it takes target.clientCert)"_s : QString();
}

TlsSettings tlsSettingsFor(const TransportOptions &options)
{
    TlsSettings settings{QSslConfiguration::defaultConfiguration(), {}};
    if (!options.tlsVerify)
        settings.configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    settings.problem = addClientCertificate(settings.configuration, options);
    if (options.caFile.isEmpty() || !settings.problem.isEmpty())
        return settings;
    settings.configuration.setCaCertificates({}); // nothing is trusted where the file is no good
    QFile file(options.caFile);
    if (!file.open(QIODevice::ReadOnly)) {
        settings.problem = u"Cannot read the certificates in %1: %2"_s.arg(options.caFile, file.errorString());
        return settings;
    }
    const QList<QSslCertificate> certificates = QSslCertificate::fromDevice(&file, QSsl::Pem);
    if (certificates.isEmpty()) {
        settings.problem = u"There is no PEM certificate in %1"_s.arg(options.caFile);
        return settings;
    }
    // Not addCaCertificates(): where Qt looks the system's up one by one, at need, its list is empty, and with the
    // first certificate that is added it looks them up no more.
    settings.configuration.setCaCertificates(QSslConfiguration::systemCaCertificates() + certificates);
    return settings;
}

} // namespace doorbuster
