// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/export/exportedfilesmodel.h"

#include "core/text/format.h"
#include "ui/theme/appearance.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

CheckVerdict verdictOf(const ExportedFile &file)
{
    return file.written() ? CheckVerdict::Pass : file.cancelled ? CheckVerdict::NoData : CheckVerdict::Fail;
}

} // namespace

ExportedFilesModel::ExportedFilesModel(QObject *parent)
    : QAbstractTableModel(parent)
{
    connect(&Appearance::instance(), &Appearance::changed, this, [this] {
        if (!m_files.isEmpty()) {
            Q_EMIT dataChanged(
                index(0, StateColumn), index(int(m_files.size()) - 1, StateColumn), {Qt::ForegroundRole});
        }
    });
}

void ExportedFilesModel::setFiles(const QList<ExportedFile> &files)
{
    beginResetModel();
    m_files = files;
    endResetModel();
}

int ExportedFilesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_files.size());
}

int ExportedFilesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ExportedFilesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const ExportedFile &file = m_files[index.row()];
    if (role == Qt::ForegroundRole && index.column() == StateColumn) {
        return signOf(verdictOf(file)).color;
    }
    if (role == verdictRole && index.column() == StateColumn) {
        return int(verdictOf(file));
    }
    if (role == Qt::ToolTipRole) {
        const QString tip = file.error.isEmpty() ? file.path : file.error;
        return QString(u"<span>"_s + displayText(tip, 1000).toHtmlEscaped() + u"</span>"_s);
    }
    if (role == Qt::TextAlignmentRole && index.column() == SizeColumn) {
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole && role != SortRole) {
        return {};
    }
    switch (index.column()) {
    case StateColumn: {
        const QString word = file.written() ? tr("written") : file.cancelled ? tr("cancelled") : tr("failed");
        return QString(signOf(verdictOf(file)).sign + QLatin1Char(' ') + word);
    }
    case WhatColumn:
        return file.what;
    case FileColumn:
        return displayText(QFileInfo(file.path).fileName());
    case SizeColumn:
        if (role == SortRole) {
            return file.size;
        }
        return file.written() ? formatBytes(double(file.size)) : absentText();
    case RemarkColumn:
        return displayText(file.error, 400);
    default:
        return {};
    }
}

QVariant ExportedFilesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return QAbstractTableModel::headerData(section, orientation, role);
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue((section == SizeColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case StateColumn:
        return tr("State");
    case WhatColumn:
        return tr("What");
    case FileColumn:
        return tr("File");
    case SizeColumn:
        return tr("Size");
    case RemarkColumn:
        return tr("Remark");
    default:
        return {};
    }
}

} // namespace doorbuster
