"""How far two coders of the same reports agree: units aligned, Krippendorff's alpha, what they differ on."""
