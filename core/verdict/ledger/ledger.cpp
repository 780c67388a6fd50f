// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/verdict/ledger/ledger.h"

#include <array>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {
constexpr std::array<QStringView, 4> confirmStates{u"neverSent", u"refused", u"confirmed", u"inDoubt"};
}

QStringView toString(ConfirmState state)
{
    return confirmStates[std::size_t(state)];
}

std::optional<ConfirmState> confirmStateFromString(QStringView text)
{
    for (std::size_t i = 0; i < confirmStates.size(); ++i) {
        if (confirmStates[i] == text)
            return ConfirmState(i);
    }
    return std::nullopt;
}

BuyerEmails::BuyerEmails(QString pattern, QString suffix)
    : m_pattern(std::move(pattern))
    , m_suffix(std::move(suffix))
{
}

QString BuyerEmails::email(quint32 vu, quint32 iteration) const
{
    QString email = m_pattern;
    if (!m_suffix.isEmpty()) {
        const qsizetype at = email.lastIndexOf(u'@');
        email.insert(at < 0 ? email.size() : at, QString(u'-' + m_suffix));
    }
    email.replace("{VU}"_L1, QString::number(vu));
    email.replace("{ITER}"_L1, QString::number(iteration));
    return email.trimmed().toLower();
}

} // namespace doorbuster
