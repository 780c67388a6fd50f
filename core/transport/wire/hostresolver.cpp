// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/transport/wire/hostresolver.h"

#include <QHostInfo>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

HostResolver::Answer answerFrom(const QHostInfo &info, const QString &host)
{
    HostResolver::Answer answer;
    if (info.error() == QHostInfo::NoError && !info.addresses().isEmpty())
        answer.addresses = info.addresses();
    else
        answer.error = u"The name %1 has no address: %2"_s.arg(host, info.errorString());
    return answer;
}

} // namespace

HostResolver::HostResolver(QHash<QString, QList<QHostAddress>> known, QObject *parent)
    : QObject(parent)
    , m_known(std::move(known))
{
}

void HostResolver::resolve(const QString &host, Callback done)
{
    const auto known = m_known.constFind(host);
    if (known != m_known.cend() && !known->isEmpty()) {
        done({*known, {}});
        return;
    }
    if (QHostAddress literal; literal.setAddress(host)) {
        done({{literal}, {}});
        return;
    }
    std::vector<Callback> &waiting = m_waiting[host];
    waiting.push_back(std::move(done));
    if (waiting.size() > 1)
        return;
    QHostInfo::lookupHost(host, this, [this, host](const QHostInfo &info) {
        const Answer answer = answerFrom(info, host);
        if (!answer.addresses.isEmpty())
            m_known.insert(host, answer.addresses);
        for (const Callback &callback : m_waiting.take(host))
            callback(answer);
    });
}

} // namespace doorbuster
