// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace doorbuster {

/// Where a setting's value comes from, weakest first.
enum class SettingSource { Default, Profile, Environment, CommandLine };

/// `default`, `profile`, `environment`, `command line`.
QString settingSourceName(SettingSource source);

} // namespace doorbuster
