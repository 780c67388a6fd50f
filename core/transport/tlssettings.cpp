// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/tlssettings.h"

#include "core/transport/transportoptions.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslSocket>

using namespace Qt::StringLiterals;

namespace doorbuster {

TlsSettings tlsSettingsFor(const TransportOptions &options)
{
    TlsSettings settings{QSslConfiguration::defaultConfiguration(), {}};
    if (!options.tlsVerify)
        settings.configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    if (options.caFile.isEmpty())
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
