// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/profile/profileform.h"
#include "core/profile/resolvedprofile.h"

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QUndoStack>

#include <optional>

namespace doorbuster {

/// Where a field's value comes from, for the form.
struct FieldOrigin {
    SettingSource source = SettingSource::Default;
    QString label; ///< `default`, `profile`, `API_BASE`, `command line`
    QString explanation; ///< in full: `environment variable API_BASE`
    /// The text of the value that a run takes, where it is not the profile's: the environment or the command line
    /// overrides it.
    std::optional<QString> used = {};
};

/// The profile that is edited: its texts, with every step undoable, its file, and what would be run with it. Knows no
/// widget. Lives on the UI's thread; nothing here blocks but open() and save().
class ProfileDocument final : public QObject {
    Q_OBJECT
public:
    explicit ProfileDocument(QObject *parent = nullptr);

    // The file

    QString file() const { return m_file; } ///< empty: never saved
    /// The file's name, the starter's title, or `New profile`.
    QString displayName() const;
    bool isModified() const { return !m_undoStack.isClean(); }
    /// Opens a profile; one with errors too, with all its texts. nullopt = opened; else a sentence that names the file
    /// and says what it is, and the present document stays.
    std::optional<QString> open(const QString &file);
    /// Opens one of starterProfiles(), as a new profile without a file. An unknown id gives a sentence.
    std::optional<QString> openStarter(const QString &id);
    /// The plan's defaults.
    void newProfile();
    /// Whether another program has changed the file since it was opened or saved: ask before overwriting it. False
    /// where it is gone.
    bool changedOnDisk() const;
    /// Saves what is given, errors or not: texts that do not parse are written as they are. nullopt = saved; else a
    /// sentence that names the file and why (its place, or what would be lost), and every edit stays.
    std::optional<QString> save(const QString &file);

    // The texts

    const ProfileForm &form() const { return m_form; }
    QString text(const QString &path) const; ///< of a scalar field
    QList<FormRow> rows(const QString &path) const { return m_form.rows(path); } ///< of a structured part
    bool isGiven(const QString &path) const { return m_form.isGiven(path); }
    /// Typing in one field is one step of undo, until endTyping().
    void setText(const QString &path, const QString &text);
    void endTyping() { ++m_typing; }
    /// `step` names the edit for the undo menu: `Add stage`.
    void setRows(const QString &path, const QList<FormRow> &rows, const QString &step);
    /// Takes a field back to its default.
    void reset(const QString &path);
    /// Gives up what has no place in a profile, see ProfileForm::foreign.
    void removeForeign();
    QUndoStack &undoStack() { return m_undoStack; }

    // What they say

    void setEnvironment(const QProcessEnvironment &environment);
    /// What overrides the profile: as in SettingInputs.
    void setOverrides(const QProcessEnvironment &environment, const QStringList &variables, const QStringList &settings,
        const QStringList &stages = {});
    const QProcessEnvironment &environment() const { return m_inputs.environment; }
    /// What the profile alone says; fields that do not parse hold their defaults.
    const Profile &profile() const { return m_profile; }
    /// What would be run, with all errors().
    const ResolvedProfile &resolved() const { return m_resolved; }
    /// Everything that keeps the profile from being run, in the order of the form; what has no field comes first.
    const QList<ProfileError> &errors() const { return m_resolved.errors; }
    int errorCount() const { return int(m_resolved.errors.size()); }
    /// What is wrong at this very path, one sentence each.
    QStringList problemsOf(const QString &path) const { return m_problems.value(path); }
    FieldOrigin originOf(const QString &path) const;

Q_SIGNALS:
    void changed(); ///< texts, or what overrides them
    void errorsChanged();
    void modifiedChanged(bool modified);
    void fileChanged(); ///< file() or displayName()
    /// An edit at this path was undone or done again.
    void stepped(const QString &path);

private:
    class Edit;
    friend class Edit;
    void edit(ProfileForm form, const QString &step, const QString &path, bool typing);
    void setForm(const ProfileForm &form);
    void begin(const ProfileForm &form, const QString &file, const QString &title, const QByteArray &onDisk);
    void judge();

    ProfileForm m_form;
    Profile m_profile;
    ResolvedProfile m_resolved;
    QHash<QString, QStringList> m_problems;
    SettingInputs m_inputs; ///< without the profile
    QUndoStack m_undoStack;
    int m_typing = 0; ///< counts up where a step of typing ends
    QString m_file;
    QString m_title; ///< of what has no file
    QByteArray m_onDisk; ///< the file's bytes as opened or saved, hashed
};

} // namespace doorbuster
