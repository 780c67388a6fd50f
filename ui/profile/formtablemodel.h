// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/profileform.h"

#include <QAbstractTableModel>

#include <optional>

namespace doorbuster {

class ProfileDocument;

/// The rows of one of the profile's tables, as the document has them: every change goes through the document, as one
/// step of undo, and comes back from there. Subclasses say what the columns are.
class FormTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role {
        SortRole = Qt::UserRole, ///< the raw text
        ProblemRole, ///< what is wrong with the cell; empty = nothing
    };

    /// `noun` names a row in the undo menu: `stage`.
    FormTableModel(ProfileDocument &document, const QString &path, const QString &noun, QObject *parent = nullptr);

    ProfileDocument &document() const { return m_document; }
    const QString &path() const { return m_path; }
    const QList<FormRow> &rows() const { return m_rows; }

    /// The cell of a row that a column shows; -1 = none, it is worked out.
    virtual int cellOf(int column) const = 0;
    virtual QString columnTitle(int column) const = 0;
    /// What would be wrong with the cell if it held `text`; nullopt = nothing. For an editor, as one types.
    virtual std::optional<QString> misfit(int row, int cell, const QString &text) const = 0;
    /// A row that a person fills in.
    virtual FormRow freshRow() const = 0;
    /// What to complete a cell's text from.
    virtual QStringList completions(int row, int cell) const;
    /// Whether a cell takes only these texts.
    virtual bool isChoice(int cell) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

    /// Each is one step of undo; rows out of range are left out.
    void insert(int at, const QList<FormRow> &rows, const QString &step);
    void add(int at);
    void remove(QList<int> rows);
    void duplicate(int row);
    /// By one place, up (-1) or down (1). False at the end.
    bool move(int row, int by);

    /// Of a whole row, cell by cell: for a line of text below the table.
    QStringList problemsOf(int row) const;
    /// The row and column at which an error with this path shows.
    QModelIndex indexOf(const QString &errorPath) const;

protected:
    /// As shown; the text as it is, unless a subclass knows better.
    virtual QString display(int row, int cell) const;
    /// What the document says is wrong with a cell.
    virtual QStringList judged(int row, int cell) const;

private:
    QStringList cellProblems(int row, int cell) const;
    void judgeAll() const;
    void sync();
    void set(const QList<FormRow> &rows, const QString &step);

    ProfileDocument &m_document;
    QString m_path;
    QString m_noun;
    QList<FormRow> m_rows;
    /// By row and cell. Kept with the rows, since the document knows the next rows' already while these still change;
    /// made on first use.
    mutable QList<QList<QStringList>> m_problems;
};

} // namespace doorbuster
