// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/naturalorder.h"

namespace doorbuster {

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// Takes a number off the front: how many digits it has without leading zeros, and where each of them is.
class Digits {
public:
    explicit Digits(QStringView text)
        : m_text(text)
    {
        bool leading = true;
        for (; isPart(m_end); ++m_end) {
            if (m_text[m_end] == u',') {
                continue;
            }
            leading = leading && m_text[m_end] == u'0';
            if (leading) {
                m_begin = m_end + 1;
            } else {
                ++m_count;
            }
        }
    }

    qsizetype length() const { return m_end; }

    std::strong_ordering operator<=>(const Digits &other) const
    {
        if (m_count != other.m_count) {
            return m_count <=> other.m_count;
        }
        qsizetype mine = m_begin;
        qsizetype theirs = other.m_begin;
        for (qsizetype left = m_count; left > 0; --left, ++mine, ++theirs) {
            mine += m_text[mine] == u',' ? 1 : 0;
            theirs += other.m_text[theirs] == u',' ? 1 : 0;
            if (m_text[mine] != other.m_text[theirs]) {
                return m_text[mine].unicode() <=> other.m_text[theirs].unicode();
            }
        }
        return std::strong_ordering::equal;
    }
    bool operator==(const Digits &) const = delete;

private:
    bool isPart(qsizetype at) const
    {
        if (at >= m_text.size()) {
            return false;
        }
        return isDigit(m_text[at])
            || (m_text[at] == u',' && at > 0 && m_text[at - 1] != u',' && at + 1 < m_text.size()
                && isDigit(m_text[at + 1]));
    }

    QStringView m_text;
    qsizetype m_begin = 0;
    qsizetype m_end = 0;
    qsizetype m_count = 0;
};

} // namespace

std::strong_ordering naturalOrder(QStringView a, QStringView b)
{
    QStringView restA = a;
    QStringView restB = b;
    while (!restA.isEmpty() && !restB.isEmpty()) {
        if (isDigit(restA.front()) && isDigit(restB.front())) {
            const Digits numberA(restA);
            const Digits numberB(restB);
            if (const auto order = numberA <=> numberB; order != 0) {
                return order;
            }
            restA = restA.mid(numberA.length());
            restB = restB.mid(numberB.length());
            continue;
        }
        if (restA.front() != restB.front()) {
            return restA.front().unicode() <=> restB.front().unicode();
        }
        restA = restA.mid(1);
        restB = restB.mid(1);
    }
    if (restA.isEmpty() != restB.isEmpty()) {
        return restA.isEmpty() ? std::strong_ordering::less : std::strong_ordering::greater;
    }
    // Equal but for leading zeros or grouping: told apart all the same, so that sorting is stable.
    return a.compare(b) <=> 0;
}

} // namespace doorbuster
