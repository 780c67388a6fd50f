// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/pinnedsortproxy.h"

namespace doorbuster {

namespace {

constexpr int sortValueRole = Qt::UserRole; // RowModel::SortRole
constexpr int pinnedRole = Qt::UserRole + 1; // RowModel::PinnedRole

} // namespace

PinnedSortProxy::PinnedSortProxy(QAbstractItemModel *model, QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(sortValueRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSourceModel(model);
}

bool PinnedSortProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const bool isUpwards = sortOrder() == Qt::AscendingOrder;
    const bool leftPinned = left.data(pinnedRole).toBool();
    const bool rightPinned = right.data(pinnedRole).toBool();
    if (leftPinned != rightPinned) {
        return rightPinned == isUpwards;
    }
    const QVariant leftValue = left.data(sortRole());
    const QVariant rightValue = right.data(sortRole());
    if (leftValue.isValid() != rightValue.isValid()) {
        return leftValue.isValid() == isUpwards;
    }
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace doorbuster
