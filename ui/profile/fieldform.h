// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>
#include <QString>
#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QScrollArea;
class QVBoxLayout;

namespace doorbuster {

class ConnectionPanel;
class FieldEditor;
class FormSection;
class FormTable;
class ProblemPanel;
class ProfileDocument;
struct Field;

/// Every field of the profile but its stages and thresholds, by group, with a search above and the help of the present
/// field below.
class FieldForm final : public QWidget {
    Q_OBJECT
public:
    explicit FieldForm(ProfileDocument &document, QWidget *parent = nullptr);

    FieldEditor *editor(const QString &path) const; ///< of a scalar field; null where there is none
    FormTable *table(const QString &path) const; ///< of headers, outputs, tags
    ConnectionPanel *connection() const { return m_connection; }
    ProblemPanel *problems() const { return m_problems; }
    QLineEdit *search() const { return m_search; }
    QString helpText() const;

    /// Shows only what has all words of the text in its label, path, help or group.
    void setFilter(const QString &text);
    /// Brings field or table into view, with the keyboard if so asked; false where it has no place here.
    bool reveal(const QString &path, bool focus);

    QStringList folded() const;
    void setFolded(const QStringList &titles);

private:
    struct Item {
        QString path;
        QString words; ///< what the search looks at, lower case
        FormSection *section;
        QWidget *widget;
    };

    bool eventFilter(QObject *watched, QEvent *event) override;
    FormSection *addSection(const QString &title);
    void addField(FormSection *section, const Field &field);
    void addTable(FormSection *section, const Field &field);
    void showHelp(const Field &field);
    void countErrors();
    const Item *itemOf(const QString &path) const;

    ProfileDocument &m_document;
    QLineEdit *m_search = nullptr;
    QScrollArea *m_scroll = nullptr;
    QVBoxLayout *m_sectionsLayout = nullptr;
    QLabel *m_nothing = nullptr;
    QLabel *m_help = nullptr;
    ProblemPanel *m_problems = nullptr;
    ConnectionPanel *m_connection = nullptr;
    std::vector<FormSection *> m_sections;
    std::vector<Item> m_items;
    QHash<QString, FieldEditor *> m_editors;
    QHash<QString, FormTable *> m_tables;
    QStringList m_foldedBefore; ///< the search unfolds all; these fold again after it
    QString m_filter;
};

} // namespace doorbuster
