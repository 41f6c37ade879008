"""Pictures of limbs: left or right?"""
