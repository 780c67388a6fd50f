// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/variableconsent.h"

#include "core/profile/headers.h"
#include "core/text/format.h"

#include <QMessageBox>
#include <QPushButton>
#include <QUrl>

#include <utility>

namespace doorbuster {

VariableConsent::VariableConsent(QWidget *window)
    : QObject(window)
    , m_window(window)
{
}

void VariableConsent::ask(
    const QMap<QString, QString> &headers, const QString &apiBase, std::function<void()> whenAllowed)
{
    m_whenAllowed = std::move(whenAllowed);
    const QString target =
        QUrl(apiBase).adjusted(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery).toString().toLower();
    QStringList variables = guardedVariables(headers);
    variables.removeIf([&](const QString &name) { return m_allowed.contains(QString(name + u' ' + target)); });
    if (variables.isEmpty()) {
        answer(true);
        return;
    }
    m_asking = true;
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Environment variables"),
        tr("Values of your environment would be sent to %1.").arg(displayText(displayUrl(apiBase), 80)),
        QMessageBox::NoButton, m_window);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("The headers name: %1. Go on only where these are meant for this shop.")
                                .arg(displayText(variables.join(QStringLiteral(", ")), 400)));
    QPushButton *go = box->addButton(tr("&Send them"), QMessageBox::AcceptRole);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    box->setEscapeButton(QMessageBox::Cancel);
    connect(box, &QMessageBox::finished, this, [this, box, go, variables, target] {
        m_asking = false;
        const bool allowed = box->clickedButton() == go;
        if (allowed) {
            for (const QString &name : variables)
                m_allowed.insert(QString(name + u' ' + target));
        }
        answer(allowed);
    });
    box->open();
}

void VariableConsent::answer(bool allowed)
{
    const auto act = std::exchange(m_whenAllowed, {});
    if (allowed)
        act();
    Q_EMIT answered(allowed);
}

} // namespace doorbuster
