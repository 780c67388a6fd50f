// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/hostconsent.h"

#include "core/text/format.h"

#include <QMessageBox>
#include <QPushButton>

#include <utility>

namespace doorbuster {

HostConsent::HostConsent(QWidget *window)
    : QObject(window)
    , m_window(window)
{
}

QStringList HostConsent::agreedTo(Purpose purpose) const
{
    QSet<QString> hosts = m_allowed;
    if (purpose == Purpose::Books)
        hosts += m_readable;
    return hosts.values();
}

void HostConsent::ask(const QString &host, Purpose purpose, std::function<void()> whenAllowed)
{
    m_whenAllowed = std::move(whenAllowed);
    const QString name = host.toLower();
    if (m_allowed.contains(name) || (purpose == Purpose::Books && m_readable.contains(name))) {
        answer(true);
        return;
    }
    m_host = host;
    m_purpose = purpose;
    m_isAsking = true;
    m_resolver.resolve(host, [this](const HostResolver::Answer &found) { onLookedUp(found); });
}

void HostConsent::onLookedUp(const HostResolver::Answer &found)
{
    // A name that does not resolve fails in the set-up, which says so better.
    if (reachOf(found.addresses) != HostReach::Public) {
        answer(true);
        return;
    }
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Public host"),
        tr("%1 is a public host.").arg(displayText(m_host, 80)), QMessageBox::NoButton, m_window);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    const bool load = m_purpose == Purpose::Load;
    box->setInformativeText(load
            ? tr("A load test can take a shop down. Go on only where this shop is yours, and ready for it.")
            : tr("The orders of every buyer of this result are asked for there, with what your environment holds for "
                 "the result's headers and its admin. Go on only where you know this shop."));
    QPushButton *go = box->addButton(load ? tr("&Send the load") : tr("&Read its books"), QMessageBox::AcceptRole);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    box->setEscapeButton(QMessageBox::Cancel);
    connect(box, &QMessageBox::finished, this, [this, box, go] {
        const bool allowed = box->clickedButton() == go;
        if (allowed)
            (m_purpose == Purpose::Load ? m_allowed : m_readable).insert(m_host.toLower());
        answer(allowed);
    });
    box->open();
}

void HostConsent::answer(bool allowed)
{
    m_isAsking = false;
    const auto act = std::exchange(m_whenAllowed, {});
    if (allowed)
        act();
    Q_EMIT answered(allowed);
}

} // namespace doorbuster
