// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/fieldinput.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

QHBoxLayout *flatLayout(QWidget *owner)
{
    auto *layout = new QHBoxLayout(owner);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    return layout;
}

class LineInput : public FieldInput {
public:
    LineInput(const Field &field, QWidget *parent)
        : FieldInput(parent)
        , m_line(new QLineEdit(this))
    {
        flatLayout(this)->addWidget(m_line, 1);
        m_line->setMinimumWidth(80);
        m_line->setPlaceholderText(field.unsetWord);
        connect(m_line, &QLineEdit::textEdited, this, &FieldInput::edited);
        connect(m_line, &QLineEdit::editingFinished, this, &FieldInput::finished);
    }

    QString text() const override { return m_line->text(); }
    void setText(const QString &text) override
    {
        // Not for nothing: it would move the cursor.
        if (text == m_line->text())
            return;
        const int cursor = m_line->cursorPosition();
        m_line->setText(text);
        m_line->setCursorPosition(m_line->hasFocus() ? cursor : 0);
    }
    QWidget *control() const override { return m_line; }

protected:
    QLineEdit *m_line;
};

class FileInput final : public LineInput {
public:
    FileInput(const Field &field, QWidget *parent)
        : LineInput(field, parent)
    {
        auto *browse = new QPushButton(tr("Browse…"), this);
        browse->setAccessibleName(tr("Browse for %1").arg(field.label));
        browse->setAutoDefault(false);
        layout()->addWidget(browse);
        connect(browse, &QPushButton::clicked, this, [this, label = field.label] {
            auto *dialog = new QFileDialog(this, label);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->setFileMode(QFileDialog::ExistingFile);
            if (!m_line->text().isEmpty())
                dialog->setDirectory(QFileInfo(m_line->text()).absolutePath());
            connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
                m_line->setText(file);
                Q_EMIT edited(file);
                Q_EMIT finished();
            });
            dialog->open();
        });
    }
};

class NotesInput final : public FieldInput {
public:
    explicit NotesInput(QWidget *parent)
        : FieldInput(parent)
        , m_notes(new QPlainTextEdit(this))
    {
        flatLayout(this)->addWidget(m_notes, 1);
        m_notes->setTabChangesFocus(true);
        m_notes->setFixedHeight(m_notes->fontMetrics().lineSpacing() * 3 + 18);
        connect(m_notes, &QPlainTextEdit::textChanged, this, [this] { Q_EMIT edited(m_notes->toPlainText()); });
        m_notes->installEventFilter(this);
    }

    QString text() const override { return m_notes->toPlainText(); }
    void setText(const QString &text) override
    {
        if (text == m_notes->toPlainText())
            return;
        const QSignalBlocker quiet(m_notes);
        m_notes->setPlainText(text);
    }
    QWidget *control() const override { return m_notes; }

private:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::FocusOut)
            Q_EMIT finished();
        return FieldInput::eventFilter(watched, event);
    }

    QPlainTextEdit *m_notes;
};

class CheckInput final : public FieldInput {
public:
    explicit CheckInput(QWidget *parent)
        : FieldInput(parent)
        , m_box(new QCheckBox(this))
    {
        flatLayout(this)->addWidget(m_box, 1);
        connect(m_box, &QCheckBox::clicked, this, [this] {
            m_text = m_box->checkState() == Qt::Checked ? u"true"_s : u"false"_s;
            show(m_text);
            Q_EMIT edited(m_text);
            Q_EMIT finished();
        });
    }

    QString text() const override { return m_text; }
    void setText(const QString &text) override
    {
        m_text = text;
        show(text);
    }
    QWidget *control() const override { return m_box; }

private:
    void show(const QString &text)
    {
        const bool isFlag = text == u"true" || text == u"false";
        m_box->setTristate(!isFlag);
        m_box->setCheckState(text == u"true" ? Qt::Checked : isFlag ? Qt::Unchecked : Qt::PartiallyChecked);
        m_box->setText(text == u"true" ? tr("Yes") : isFlag ? tr("No") : text);
    }

    QCheckBox *m_box;
    QString m_text;
};

class ChoiceInput final : public FieldInput {
public:
    ChoiceInput(const Field &field, QWidget *parent)
        : FieldInput(parent)
        , m_box(new QComboBox(this))
    {
        flatLayout(this)->addWidget(m_box, 1);
        if (field.kind == SettingKind::Boolean) {
            m_box->addItem(tr("Automatic"), field.unsetWord);
            m_box->addItem(tr("Yes"), u"true"_s);
            m_box->addItem(tr("No"), u"false"_s);
        }
        for (const FieldChoice &choice : field.choices) {
            if (choice.available)
                m_box->addItem(choice.label, choice.id);
        }
        m_known = m_box->count();
        m_box->setFocusPolicy(Qt::StrongFocus);
        m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_box->setMinimumContentsLength(8);
        m_box->installEventFilter(this);
        connect(m_box, &QComboBox::activated, this, [this] {
            Q_EMIT edited(text());
            Q_EMIT finished();
        });
    }

    QString text() const override { return m_box->currentData().toString(); }
    void setText(const QString &text) override
    {
        int index = m_box->findData(text);
        if (index < 0) {
            // What a file says and the program does not know stands there until another one is chosen.
            while (m_box->count() > m_known)
                m_box->removeItem(m_known);
            m_box->addItem(text, text);
            index = m_known;
        }
        m_box->setCurrentIndex(index);
    }
    QWidget *control() const override { return m_box; }

private:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        // Whoever scrolls the form must not change what happens to pass under the pointer, the focused field neither.
        if (event->type() == QEvent::Wheel) {
            event->ignore();
            return true;
        }
        return FieldInput::eventFilter(watched, event);
    }

    QComboBox *m_box;
    int m_known = 0;
};

} // namespace

FieldInput *FieldInput::make(const Field &field, QWidget *parent)
{
    switch (field.kind) {
    case SettingKind::Boolean:
        if (field.unsetWord.isEmpty())
            return new CheckInput(parent);
        return new ChoiceInput(field, parent);
    case SettingKind::Choice:
        return new ChoiceInput(field, parent);
    case SettingKind::File:
        return new FileInput(field, parent);
    case SettingKind::Text:
        if (field.path == u"notes")
            return new NotesInput(parent);
        return new LineInput(field, parent);
    default:
        return new LineInput(field, parent);
    }
}

} // namespace doorbuster
