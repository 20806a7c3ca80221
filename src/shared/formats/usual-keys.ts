/** Where checkpoints keep what they were trained to. */
export const USUAL_KEYS = ['state_dict', 'model_state_dict', 'model_state', 'model', 'net', 'network', 'params', 'weights', 'ema'];
