// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/checksfilter.h"

#include "ui/verdict/checksmodel.h"
#include "ui/verdict/naturalorder.h"

#include <algorithm>

namespace doorbuster {

namespace {

bool belongs(CheckVerdict verdict, ChecksFilter::Group group)
{
    switch (group) {
    case ChecksFilter::Group::All:
        return true;
    case ChecksFilter::Group::Failed:
        return verdict == CheckVerdict::Fail;
    case ChecksFilter::Group::Warnings:
        return verdict == CheckVerdict::Warn;
    case ChecksFilter::Group::Inconclusive:
        return verdict == CheckVerdict::Inconclusive;
    case ChecksFilter::Group::NoData:
        return verdict == CheckVerdict::NoData;
    case ChecksFilter::Group::Off:
        return verdict == CheckVerdict::Off;
    }
    return true;
}

} // namespace

ChecksFilter::ChecksFilter(ChecksModel *checks, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_checks(checks)
{
    setSourceModel(checks);
    setSortRole(ChecksModel::SortRole);
}

void ChecksFilter::setGroup(Group group)
{
    if (m_group != group) {
        m_group = group;
        invalidateFilter();
    }
}

void ChecksFilter::setText(const QString &text)
{
    m_words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

int ChecksFilter::count(Group group) const
{
    int count = 0;
    for (int row = 0; row < m_checks->rowCount(); ++row) {
        count += belongs(m_checks->check(row)->verdict, group) ? 1 : 0;
    }
    return count;
}

const CheckRow *ChecksFilter::check(const QModelIndex &index) const
{
    return index.isValid() ? m_checks->check(mapToSource(index).row()) : nullptr;
}

bool ChecksFilter::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    const CheckRow &check = *m_checks->check(sourceRow);
    const auto mentions = [&check](const QString &word) {
        const QStringView verdict = toString(check.verdict);
        return verdict.contains(word, Qt::CaseInsensitive)
            || std::ranges::any_of(
                std::initializer_list{toString(check.id), check.title, check.expected, check.actual, check.note},
                [&word](const QString &text) { return text.contains(word, Qt::CaseInsensitive); });
    };
    return belongs(check.verdict, m_group) && std::ranges::all_of(m_words, mentions);
}

bool ChecksFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QVariant a = left.data(ChecksModel::SortRole);
    const QVariant b = right.data(ChecksModel::SortRole);
    if (a.userType() == QMetaType::QString && b.userType() == QMetaType::QString) {
        return naturalOrder(a.toString(), b.toString()) < 0;
    }
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace doorbuster
