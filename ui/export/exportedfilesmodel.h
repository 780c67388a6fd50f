// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/export/exportrunner.h"

#include <QAbstractTableModel>

namespace doorbuster {

/// Where everything went: a row for every file, with its size, or why it is not there.
class ExportedFilesModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { StateColumn, WhatColumn, FileColumn, SizeColumn, RemarkColumn, ColumnCount };
    static constexpr int SortRole = Qt::UserRole;

    explicit ExportedFilesModel(QObject *parent = nullptr);

    void setFiles(const QList<ExportedFile> &files);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<ExportedFile> m_files;
};

} // namespace doorbuster
