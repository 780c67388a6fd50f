// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSortFilterProxyModel>

namespace doorbuster {

struct CheckRow;
class ChecksModel;

/// The part of the checks that one wants to see, and in which order.
class ChecksFilter final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    enum class Group { All, Failed, Warnings, Inconclusive, NoData, Off };
    Q_ENUM(Group)

    explicit ChecksFilter(ChecksModel *checks, QObject *parent = nullptr);

    Group group() const { return m_group; }
    void setGroup(Group group);
    /// Words that must all be found somewhere in a check, its evidence not included; case does not matter.
    void setText(const QString &text);
    /// Of all checks, whatever is filtered now.
    int count(Group group) const;
    const CheckRow *check(const QModelIndex &index) const; ///< of an index of this model; null where it is invalid

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    ChecksModel *m_checks;
    Group m_group = Group::All;
    QStringList m_words;
};

} // namespace doorbuster
