// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSortFilterProxyModel>

namespace doorbuster {

/// Sorts a RowModel by its raw values and leaves rows of sums at the end, upwards and downwards. What has no value
/// stands behind what has one.
class PinnedSortProxy final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit PinnedSortProxy(QAbstractItemModel *model, QObject *parent = nullptr);

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
};

} // namespace doorbuster
